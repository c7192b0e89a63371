package io.fantail.look.page;

/**
 * What the page asks the tables.
 *
 * @param key by which its scripts find the answer
 * @param sql one SELECT over tables and views of the lake, as a person could ask it
 */
public record Question(String key, String sql) {}
