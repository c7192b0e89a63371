/**
 * The page: one HTML file that answers without a network what is slow, why, and what failed.
 *
 * <p>{@code PageQuestions} says in SQL what the page shows, each question under the key by which
 * its scripts ask for the answer; {@code PageAnswers} asks them; {@code PageDocument} puts answers,
 * scripts and styles (resources beside this package) into one file that loads nothing else.
 */
@NullMarked
package io.fantail.look.page;

import org.jspecify.annotations.NullMarked;
