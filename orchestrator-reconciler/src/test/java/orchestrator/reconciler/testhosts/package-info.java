/**
 * What tests with real engines need: a switch for machines without one, images made of nothing but
 * this machine's busybox, and three hosts on one machine.
 */
package orchestrator.reconciler.testhosts;
