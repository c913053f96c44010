/**
 * Models in the HEP Statistics Serialization Standard (HS3) whose distributions are those of HistFactory, read as
 * workspaces.
 */
package dev.limen.histfactory.hs3;
