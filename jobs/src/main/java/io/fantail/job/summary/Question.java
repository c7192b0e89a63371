package io.fantail.job.summary;

/**
 * A question is asked of the tables when a command ends.
 *
 * @param key of its answer in {@code --json}, which programs rely on
 * @param title above its answer on the terminal
 * @param sql that answers it, over the views of the tables; {@code ${days}} stands for the
 *     condition on the days
 */
record Question(String key, String title, String sql) {}
