/**
 * Takes accepted events from Kafka and delivers them. The stages are the packages, in the order of
 * the data: {@code fanout -> dispatch -> sending -> recording}, with {@code subscriptions} and
 * {@code retry} to ask and {@code attempt} for what passes between them.
 */
@NullMarked
package relay.worker;

import org.jspecify.annotations.NullMarked;
