/**
 * What can only be done within the package of ZooKeeper's client, as little as possible: see
 * {@link org.apache.zookeeper.HearingSocket}.
 */
package org.apache.zookeeper;
