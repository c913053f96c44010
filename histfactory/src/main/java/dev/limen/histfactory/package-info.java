/** HistFactory workspaces, modifiers and the models they make. */
package dev.limen.histfactory;
