/** The commands of {@code limen}, their options, exit codes and messages. */
package dev.limen.app.command;
