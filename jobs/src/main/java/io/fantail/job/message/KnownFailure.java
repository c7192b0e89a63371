package io.fantail.job.message;

import java.util.regex.Pattern;

/**
 * Lists the failures that users meet, by what Java, Hadoop, Spark, Delta and the AWS SDK write of
 * them, with what they mean. The first that fits one of the causes is told: those that explain
 * others stand before them.
 */
enum KnownFailure {
  DISK_FULL(
      "No space left on device|Disk quota exceeded|There is not enough space on the disk",
      "A disk is full%s",
      "Free some space, and run the command again."),
  MEMORY(
      "OutOfMemoryError|SparkOutOfMemoryError|GC overhead limit exceeded|Unable to acquire \\d+ bytes of memory"
          + "|UNABLE_TO_ACQUIRE_MEMORY|exceeding (physical |virtual )?memory limits|Container killed by YARN"
          + "|exit code:? (137|143|52)\\b|Command exited with code (137|52)\\b",
      "The memory is too small for this archive",
      "Raise FANTAIL_MEMORY (on a cluster --driver-memory and --executor-memory), or keep less with a lower --payload-limit."),
  OPEN_FILES(
      "Too many open files",
      "The system allows this user too few open files",
      "Raise the limit (ulimit -n 65536), and run the command again."),

  TOKEN_EXPIRED(
      "ExpiredToken|TokenRefreshRequired|RequestExpired|(token|session|credentials)[^.]{0,60}\\b(has |have |is |are )?expired"
          + "|Token is expired|SSO session",
      "The AWS credentials have expired%s",
      "Log in again (aws sso login), or renew the role's session, and run the command again."),
  CREDENTIALS_MISSING(
      "NoAuthWithAWSException|NoAwsCredentialsException|Unable to load credentials|Unable to load AWS credentials"
          + "|CredentialInitializationException|No AWS Credentials provided|could not find .*profile|Profile file contained no",
      "No AWS credentials were found%s",
      "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, log in with aws sso login, or give the machine a role."),
  CREDENTIALS_WRONG(
      "InvalidAccessKeyId|SignatureDoesNotMatch|InvalidClientTokenId|UnrecognizedClient|InvalidToken|InvalidSecurity"
          + "|security token included in the request is invalid",
      "AWS does not know these credentials%s",
      "Check AWS_PROFILE, or the keys in the environment: aws sts get-caller-identity says whose they are."),
  CLOCK(
      "RequestTimeTooSkewed",
      "The clock of this machine differs too much from that of AWS%s",
      "Set the clock, and run the command again."),
  BUCKET_MISSING(
      "NoSuchBucket|UnknownStoreException|Bucket does not exist|bucket does not exist",
      "There is no such bucket%s",
      "Check the spelling of the bucket, and that the credentials are those of its account."),
  BUCKET_NAME(
      "InvalidBucketName|bucket is null|Invalid bucket name|Bucket name",
      "This cannot be the name of a bucket%s",
      "Check the spelling of the address: s3://BUCKET/PREFIX."),
  OTHER_REGION(
      "AWSRedirectException|PermanentRedirect|Status Code: 301|AuthorizationHeaderMalformed|IllegalLocationConstraint"
          + "|Unable to load region|No region provided|Unable to find a region",
      "The bucket is in another region than the one that was asked%s",
      "Set AWS_REGION to the region of the bucket: aws s3api get-bucket-location says which it is."),
  FROZEN(
      "InvalidObjectState|storage class of the object|is not valid for the object's storage class",
      "The object lies in Glacier and cannot be read before it is restored%s",
      "Restore it (aws s3api restore-object), or point --archive at objects that can be read."),
  KMS_DENIED(
      "(AccessDenied|403|not authorized|Forbidden).*\\b(kms|KMS)\\b|KMS\\.|KMSAccessDenied|DisabledException.*kms",
      "The KMS key of the object may not be used%s",
      "Ask for kms:Decrypt on the key, and for kms:GenerateDataKey where the lake is."),
  S3_DENIED(
      "AccessDenied\\b|AllAccessDisabled|Status Code: 403|Status Code: 401|AccountProblem|AccessDeniedException: s3|Forbidden",
      "S3 denies access%s",
      "Ask for s3:ListBucket and s3:GetObject, and for s3:PutObject and s3:DeleteObject where the lake is; aws sts"
          + " get-caller-identity says who is asking."),
  THROTTLED(
      "SlowDown|AWSServiceThrottledException|ThrottlingException|Throttling|Rate exceeded|RequestLimitExceeded"
          + "|TooManyRequests|Status Code: (503|429)",
      "S3 is answering too slowly: it throttles requests, though they were repeated%s",
      "Run the command again later, or on fewer cores."),
  S3_FAULT(
      "AWSStatus500Exception|InternalError|Status Code: 50[0-9]",
      "S3 answers with an error of its own, though requests were repeated%s",
      "Run the command again later."),

  /** Of a HEAD, whose answer has no body to say more. */
  NO_REASON(
      "Bad Request \\(Service: S3, Status Code: 400",
      "S3 refuses a request and does not say why, as it does when AWS credentials have expired%s",
      "Log in again (aws sso login), or renew the role's session, check AWS_REGION, and run the command again."),

  NAME_UNKNOWN(
      "UnknownHostException|UnresolvedAddressException|Name or service not known|Temporary failure in name resolution"
          + "|nodename nor servname",
      "There is no way to the storage: its host name is not known here%s",
      "Check the network, the region (AWS_REGION) and the spelling of the address."),
  UNREACHABLE(
      "ConnectException|Connection refused|No route to host|Network is unreachable|NoRouteToHostException|Connection reset"
          + "|[Cc]onnect(ion)? timed out|SocketTimeoutException|Read timed out|Connect to .* failed|Broken pipe"
          + "|ApiCallTimeoutException|AWSNoResponseException|HttpChannelEOFException|failed to respond|Acquire operation took longer",
      "The storage does not answer%s",
      "Check the network (proxy, VPN, VPC endpoint), and run the command again."),
  CERTIFICATE(
      "SSLHandshakeException|SSLPeerUnverified|SSLException|PKIX path|unable to find valid certification path",
      "The certificate of the storage is not trusted%s",
      "A proxy that opens TLS needs its certificate in Java's trust store."),

  OTHER_WRITER(
      "Concurrent(Append|DeleteRead|DeleteDelete|Write|Transaction|ModificationDelta)\\w*|DELTA_CONCURRENT"
          + "|ProtocolChangedException|MetadataChangedException|DELTA_METADATA_CHANGED|DELTA_PROTOCOL_CHANGED",
      "Another job wrote to the same tables at the same time",
      "Let it end, then run this command again: one job at a time for each lake."),
  OBJECT_CHANGED(
      "RemoteFileChangedException|PreconditionFailed|Status Code: 412",
      "The object changed while it was read%s",
      "Run the command again when nobody writes there."),

  PERMISSION(
      "Permission denied|AccessControlException|AccessDeniedException|Operation not permitted|EACCES|EPERM"
          + "|Mkdirs failed to create",
      "There is no permission%s",
      "Give this user the right to read there, and to write where the lake is."),
  READ_ONLY(
      "Read-only file system|ReadOnlyFileSystemException",
      "The file system is read-only%s",
      "Put the lake where this user may write."),
  NO_FOLDER(
      "ParentNotDirectoryException|Not a directory|NotDirectoryException|FileAlreadyExistsException",
      "A file stands where a folder must be%s",
      "Check the address."),
  NAME_TOO_LONG(
      "File name too long|FileSystemException.*name too long|KeyTooLong",
      "The address is too long for the file system%s",
      "Choose a shorter one."),
  IO_ERROR(
      "Input/output error|Stale file handle|Transport endpoint is not connected|Structure needs cleaning",
      "The disk or the network drive does not answer as it should%s",
      "Check it, and run the command again."),
  GONE(
      "NoSuchKey|NoSuchFileException|FileNotFoundException"
          + "|FileAlreadyGone|FAILED_READ_FILE.*FILE_NOT_EXIST",
      "What was there when the command began is gone%s",
      "Run the command again; of an archive, keep objects until it has ended."),
  NO_FILE_SYSTEM(
      "UnsupportedFileSystemException|No FileSystem for scheme|No AbstractFileSystem",
      "Nothing here reads addresses of this kind%s",
      "Known are s3://, s3a://, hdfs:// and folders."),
  NO_ADDRESS(
      "URISyntaxException|Illegal character in|Relative path in absolute URI|Can not create a Path|Expected scheme-specific part"
          + "|Expected authority|Null host|Incomplete HDFS URI",
      "This is no address%s",
      "Write s3://BUCKET/PREFIX, hdfs://HOST/FOLDER or a folder."),
  DELTA_TOO_NEW(
      "DeltaUnsupportedReaderVersion|DELTA_UNSUPPORTED_FEATURES|DELTA_INVALID_PROTOCOL_VERSION|InvalidProtocolVersionException"
          + "|DeltaUnsupportedTableFeature",
      "A table was written or changed by a newer Delta than this one can read%s",
      "Use the Delta that changed it, or let Fantail write a new lake."),
  NO_SPARK_MASTER(
      "Could not parse Master URL|All masters are unresponsive|Invalid master URL|Master must either be|A master URL must be set",
      "Spark cannot be started on this master",
      "Check FANTAIL_MASTER (or --master of spark-submit): local[*], yarn, spark://HOST:PORT."),
  NO_PORT(
      "BindException|Address already in use|Can't assign requested address|Cannot assign requested address",
      "Spark finds no address of this machine to listen on",
      "Set SPARK_LOCAL_IP=127.0.0.1, or the address of this machine."),
  STOPPED(
      "SparkContext was shut down|SparkContext has been shutdown|stopped SparkContext|InterruptedException|cancelled because",
      "The command was stopped before its end",
      "Run it again.");

  private final Pattern evidence;
  private final String meaning;
  private final String advice;

  KnownFailure(String evidence, String meaning, String advice) {
    this.evidence = Pattern.compile(evidence);
    this.meaning = meaning;
    this.advice = advice;
  }

  boolean fits(Cause cause) {
    return evidence.matcher(cause.text()).find();
  }

  /**
   * Says what happened and what to do.
   *
   * @param place the address or file that it happened to; empty when nobody knows
   */
  String in(String place) {
    return String.format(meaning, place.isEmpty() ? "" : ": " + place) + ". " + advice;
  }
}
