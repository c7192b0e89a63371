"""The day that has ended, every day, as a job of EMR Serverless; then the rules that its figures have to keep.

For Airflow 2.7 and later, or Amazon MWAA, with the provider package apache-airflow-providers-amazon. Airflow's own role
needs what iam/schedule-serverless-policy.json allows, and emr-serverless:GetJobRun and CancelJobRun on the job runs of
the application, as iam/state-machine-policy.json has them.
"""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.amazon.aws.operators.emr import EmrServerlessStartJobOperator

LAKE = "s3://BUCKET/fantail/lake"

# As in emr-serverless/job.json.
SPARK = " ".join(
    [
        "--class io.fantail.job.Main",
        "--conf spark.jars=/usr/share/aws/delta/lib/delta-spark.jar,/usr/share/aws/delta/lib/delta-storage.jar",
        "--conf spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension",
        "--conf spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "--conf spark.databricks.delta.properties.defaults.enableDeletionVectors=false",
        "--conf spark.sql.parquet.compression.codec=zstd",
        "--conf spark.databricks.delta.allFilesInCrc.thresholdNumFiles=10000",
        "--conf spark.sql.shuffle.partitions=2000",
        "--conf spark.driver.cores=2",
        "--conf spark.driver.memory=6g",
        "--conf spark.executor.cores=4",
        "--conf spark.executor.memory=12g",
        "--conf spark.dynamicAllocation.maxExecutors=20",
    ]
)


def fantail(name, arguments):
    """A job that the task waits for; it fails where the job's exit code is not 0."""
    return EmrServerlessStartJobOperator(
        task_id=name,
        name="fantail " + name,
        application_id="APPLICATION_ID",
        execution_role_arn="arn:aws:iam::ACCOUNT:role/fantail-job",
        job_driver={
            "sparkSubmit": {
                "entryPoint": "s3://BUCKET/fantail/fantail.jar",
                "entryPointArguments": arguments,
                "sparkSubmitParameters": SPARK,
            }
        },
        configuration_overrides={
            "monitoringConfiguration": {"s3MonitoringConfiguration": {"logUri": "s3://BUCKET/fantail/logs/"}}
        },
    )


with DAG(
    dag_id="fantail",
    # Six hours after the day: Lambda's logs may be that late. Airflow's ds is the day that has ended.
    schedule="0 6 * * *",
    start_date=datetime(2026, 11, 1),
    catchup=False,
    # A lake has one writer at a time.
    max_active_runs=1,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=10)},
) as dag:
    run = fantail("run", ["run", "--archive", "s3://ARCHIVE_BUCKET/archive/", "--lake", LAKE, "--date", "{{ ds }}"])
    check = fantail("check", ["check", "--lake", LAKE, "--rules", "s3://BUCKET/fantail/check.conf", "--date", "{{ ds }}"])
    run >> check
