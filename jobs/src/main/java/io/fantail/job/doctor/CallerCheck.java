package io.fantail.job.doctor;

import io.fantail.job.message.Explanation;
import io.fantail.job.session.TemporaryFolder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.s3a.AWSCredentialProviderList;
import org.apache.hadoop.fs.s3a.S3AUtils;
import org.apache.hadoop.fs.s3a.auth.CredentialProviderListFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Asks AWS whose the credentials are with which an address on S3 is read: the account and the name
 * of the role or user, and nothing that is secret. It is apart from all else because a cluster need
 * not have the classes of STS.
 */
final class CallerCheck {
  private static final String CHECK = "credentials";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Where Hadoop asks STS, if not AWS's own. */
  private static final String STS_ENDPOINT = "fs.s3a.assumed.role.sts.endpoint";

  private CallerCheck() {}

  /** Looks at the credentials for an address. */
  static Finding of(String address, Configuration hadoop) {
    try {
      return ask(address, hadoop);
    } catch (LinkageError missing) {
      return unknown("the classes of AWS STS are not here");
    }
  }

  private static Finding ask(String address, Configuration hadoop) {
    URI uri = URI.create(address);
    Configuration ofBucket = S3AUtils.propagateBucketOptions(hadoop, String.valueOf(uri.getHost()));
    String endpoint = ofBucket.getTrimmed(STS_ENDPOINT, "");
    if (endpoint.isEmpty() && !isOfAws(ofBucket.getTrimmed("fs.s3a.endpoint", ""))) {
      return unknown("the storage is not AWS's");
    }
    try (AWSCredentialProviderList credentials =
            CredentialProviderListFactory.createAWSCredentialProviderList(uri, ofBucket);
        StsClient sts = client(credentials, endpoint, ofBucket)) {
      GetCallerIdentityResponse caller = sts.getCallerIdentity();
      return Finding.ok(CHECK, "S3 is asked as " + caller.arn() + ".");
    } catch (IOException | SdkException failure) {
      return Finding.warning(
          CHECK,
          "Whose the AWS credentials are cannot be asked.",
          Explanation.of(failure, null, TemporaryFolder.ofJvm()));
    }
  }

  private static StsClient client(
      AWSCredentialProviderList credentials, String endpoint, Configuration ofBucket) {
    StsClientBuilder builder =
        StsClient.builder()
            .httpClientBuilder(ApacheHttpClient.builder())
            .credentialsProvider(credentials)
            .overrideConfiguration(
                options -> options.apiCallTimeout(PATIENCE).apiCallAttemptTimeout(PATIENCE));
    String region = ofBucket.getTrimmed("fs.s3a.endpoint.region", "");
    if (!region.isEmpty()) {
      builder.region(Region.of(region));
    }
    if (!endpoint.isEmpty()) {
      builder.endpointOverride(URI.create(endpoint));
    }
    return builder.build();
  }

  private static boolean isOfAws(String endpoint) {
    return endpoint.isEmpty() || endpoint.contains("amazonaws.com");
  }

  private static Finding unknown(String reason) {
    return Finding.ok(CHECK, "Whose the AWS credentials are is not known: " + reason + ".");
  }
}
