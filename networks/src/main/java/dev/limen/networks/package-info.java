/** Networks as functions of tensors: layers, their weights, and the state of a training. */
package dev.limen.networks;
