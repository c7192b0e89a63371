package io.fantail.sample.world;

/** A runtime of Lambda, as INIT_START prints it. */
public enum LambdaRuntime {
  PYTHON(
      "python:3.12.mainlinev2.v27",
      "f1ae40b7c5d9e2083d4f6a1b97c08e25d3f4a6b8c0e2d4f60718293a4b5c6d7e"),
  NODE("nodejs:22.v61", "0c8d0f5e6a7b49c1d2e3f405162738495a6b7c8d9eafb0c1d2e3f40516273849"),
  JAVA("java:21.v45", "5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c"),
  GO("provided:al2023.v97", "93a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f607182"),
  RUBY("ruby:3.4.v24", "2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a"),
  DOTNET("dotnet:8.v38", "c7d8e9fa0b1c2d3e4f506172839405b6c7d8e9fa0b1c2d3e4f506172839405b6");

  private final String version;
  private final String digest;

  LambdaRuntime(String version, String digest) {
    this.version = version;
    this.digest = digest;
  }

  /** The Runtime Version. */
  public String version() {
    return version;
  }

  /** The Runtime Version ARN. */
  public String versionArn() {
    return "arn:aws:lambda:" + World.REGION + "::runtime:" + digest;
  }
}
