"""The day that has ended, every day, as a job of EMR Serverless; then the rules that its figures have to keep.

For Airflow 2.7 and later, 3 included, or Amazon MWAA, with the provider package apache-airflow-providers-amazon.
Airflow's own role needs iam/airflow-policy.json.
"""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.amazon.aws.operators.emr import EmrServerlessStartJobOperator
from airflow.timetables.interval import CronDataIntervalTimetable

LAKE = "s3://BUCKET/fantail/lake"
DAY = "{{ data_interval_start | ds }}"

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
        config={"executionTimeoutMinutes": 120},
        # Two hours in the queue, two at work, and some minutes more; by itself the operator gives up after 25 minutes.
        waiter_delay=60,
        waiter_max_attempts=260,
    )


with DAG(
    dag_id="fantail",
    # Six hours after the day: Lambda's logs may be that late. Airflow 3 would take the bare words of cron for a moment,
    # with no day that has ended.
    schedule=CronDataIntervalTimetable("0 6 * * *", timezone="UTC"),
    start_date=datetime(2026, 11, 1),
    catchup=False,
    # A lake has one writer at a time.
    max_active_runs=1,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=10)},
) as dag:
    run = fantail("run", ["run", "--archive", "s3://ARCHIVE_BUCKET/archive/", "--lake", LAKE, "--date", DAY])
    check = fantail("check", ["check", "--lake", LAKE, "--rules", "s3://BUCKET/fantail/check.conf", "--date", DAY])
    run >> check
