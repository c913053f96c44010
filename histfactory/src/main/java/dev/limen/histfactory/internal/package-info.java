/** JSON as workspaces need it: exact numbers, pointers in every error, patches, and the text that digests are taken of. */
package dev.limen.histfactory.internal;
