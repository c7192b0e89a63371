package io.fantail.testing.s3;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes the answers of the store to the client, as far as they get. */
// Netty closes a channel on which something fails, and what happens then is written here.
@SuppressWarnings("FutureReturnValueIgnored")
final class WayBack extends ChannelInboundHandlerAdapter {
  private @Nullable Channel client;
  private Trouble trouble = Trouble.NONE;
  private long bytes;
  private boolean isBlocked;

  /** The next answer is for this client, and meets this. */
  void begin(Channel newClient, Trouble newTrouble) {
    client = newClient;
    trouble = newTrouble;
    bytes = 0;
  }

  @Override
  public void channelRead(ChannelHandlerContext store, Object part) {
    Channel to = client;
    if (to == null || isBlocked) {
      ReferenceCountUtil.release(part);
    } else if (trouble instanceof Trouble.After after) {
      ReferenceCountUtil.release(part);
      isBlocked = true;
      CompletableFuture.runAsync(after.event()).whenComplete((nothing, failure) -> to.close());
    } else if (trouble instanceof Trouble.Reset reset && part instanceof HttpContent body) {
      pass(to, body, reset);
    } else {
      slowDown(store);
      to.writeAndFlush(part, to.voidPromise());
    }
  }

  private void pass(Channel to, HttpContent body, Trouble.Reset reset) {
    int length = body.content().readableBytes();
    bytes += length;
    if (bytes <= reset.afterBytes()) {
      to.writeAndFlush(body, to.voidPromise());
      return;
    }
    isBlocked = true;
    int passed = Math.max(0, (int) (reset.afterBytes() - (bytes - length)));
    to.writeAndFlush(body.replace(body.content().readSlice(passed).retain()))
        .addListener(
            written -> {
              // Without lingering, the end of a connection is a reset.
              to.config().setOption(ChannelOption.SO_LINGER, 0);
              to.close();
            });
    ReferenceCountUtil.release(body);
  }

  private void slowDown(ChannelHandlerContext store) {
    boolean isSlow = trouble instanceof Trouble.Slow;
    store.channel().config().setAutoRead(!isSlow);
    if (trouble instanceof Trouble.Slow slow) {
      store.executor().schedule(() -> store.read(), slow.millis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext store) {
    Channel to = client;
    if (to != null && !isBlocked) {
      to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext store, @Nullable Throwable failure) {
    store.close();
  }
}
