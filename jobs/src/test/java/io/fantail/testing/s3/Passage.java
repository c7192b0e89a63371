package io.fantail.testing.s3;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the requests of one connection to the store, over a connection of its own. One thread does
 * all that happens on both.
 */
// Netty closes a channel on which something fails, and what happens then is written here.
@SuppressWarnings("FutureReturnValueIgnored")
final class Passage extends ChannelInboundHandlerAdapter {
  private final InetSocketAddress store;
  private final Function<S3Request, Trouble> plan;
  private final WayBack wayBack = new WayBack();

  /** What may not go to the store yet. */
  private final Deque<Object> held = new ArrayDeque<>();

  private @Nullable Channel toStore;
  private boolean isHeld;
  private boolean isBlocked;

  Passage(InetSocketAddress store, Function<S3Request, Trouble> plan) {
    this.store = store;
    this.plan = plan;
  }

  @Override
  public void channelActive(ChannelHandlerContext client) {
    new Bootstrap()
        .group(client.channel().eventLoop())
        .channel(NioSocketChannel.class)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new HttpClientCodec(), wayBack);
              }
            })
        .connect(store)
        .addListener((ChannelFutureListener) connecting -> open(client, connecting.channel()));
  }

  private void open(ChannelHandlerContext client, Channel connected) {
    if (connected.isActive() && client.channel().isActive()) {
      toStore = connected;
      passOn();
    } else {
      connected.close();
      client.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext client, Object part) {
    if (part instanceof HttpRequest request) {
      begin(client, request);
    }
    if (isBlocked) {
      ReferenceCountUtil.release(part);
    } else {
      held.add(part);
      passOn();
    }
  }

  private void begin(ChannelHandlerContext client, HttpRequest request) {
    Trouble trouble = plan.apply(S3Request.of(request.method().name(), request.uri()));
    wayBack.begin(client.channel(), trouble);
    if (trouble instanceof Trouble.Refused refused) {
      isBlocked = true;
      refuse(client, refused, request.method().equals(HttpMethod.HEAD));
    } else if (trouble instanceof Trouble.Instead instead) {
      isBlocked = true;
      happen(client, instead.event(), client::close);
    } else if (trouble instanceof Trouble.Before before) {
      isHeld = true;
      happen(client, before.event(), this::release);
    }
  }

  private void release() {
    isHeld = false;
    passOn();
  }

  private void passOn() {
    Channel way = toStore;
    while (way != null && !isHeld && !held.isEmpty()) {
      way.writeAndFlush(held.remove(), way.voidPromise());
    }
  }

  /** What happens may take a while, in which other connections are not to wait. */
  private static void happen(ChannelHandlerContext client, Runnable event, Runnable then) {
    CompletableFuture.runAsync(event)
        .whenCompleteAsync((nothing, failure) -> then.run(), client.executor());
  }

  /** As S3 does, which then also ends the connection. */
  private static void refuse(
      ChannelHandlerContext client, Trouble.Refused refused, boolean isWithoutBody) {
    String body =
        isWithoutBody
            ? ""
            : "<Error><Code>" + refused.code() + "</Code><Message>As planned</Message></Error>";
    FullHttpResponse answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(refused.status()),
            Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/xml")
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes());
    client.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelInactive(ChannelHandlerContext client) {
    held.forEach(ReferenceCountUtil::release);
    held.clear();
    if (toStore != null) {
      toStore.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext client, @Nullable Throwable failure) {
    client.close();
  }
}
