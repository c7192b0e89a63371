package io.fantail.testing.s3;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The way to an S3 that works, on which a plan makes trouble, and which remembers every request. It
 * stands where the endpoint of S3 would.
 */
public final class TroubledS3 implements AutoCloseable {
  private final EventLoopGroup threads = new NioEventLoopGroup(2);
  private final List<S3Request> requests = new ArrayList<>();
  private final Channel server;
  private Function<S3Request, Trouble> plan = request -> Trouble.NONE;

  private TroubledS3(InetSocketAddress store) {
    server =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel client) {
                    client.pipeline().addLast(new HttpServerCodec());
                    client.pipeline().addLast(new Passage(store, TroubledS3.this::troubleOf));
                  }
                })
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
  }

  /** Opens the way to a store. */
  public static TroubledS3 before(InetSocketAddress store) {
    return new TroubledS3(store);
  }

  /** The endpoint that a client is to use. */
  public String address() {
    return "http://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** From now on each request meets what the plan says, which hears of one at a time. */
  public synchronized void plan(Function<S3Request, Trouble> newPlan) {
    plan = newPlan;
    requests.clear();
  }

  /** The first requests of a kind meet the trouble, and no others do. */
  public void planFirst(int count, Predicate<S3Request> kind, Trouble trouble) {
    int[] met = {0};
    plan(request -> kind.test(request) && met[0]++ < count ? trouble : Trouble.NONE);
  }

  /** The requests since the plan was made, in their order. */
  public synchronized List<S3Request> requests() {
    return List.copyOf(requests);
  }

  /** How many of them there were of a kind. */
  public long count(Predicate<S3Request> kind) {
    return requests().stream().filter(kind).count();
  }

  private synchronized Trouble troubleOf(S3Request request) {
    requests.add(request);
    return plan.apply(request);
  }

  @Override
  public void close() {
    server.close().syncUninterruptibly();
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
