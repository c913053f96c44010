/** JSON as Python prints it, so that results compare byte by byte with those of Python tools. */
package dev.limen.app.json;
