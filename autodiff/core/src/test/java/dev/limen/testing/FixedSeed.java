package dev.limen.testing;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Gives every jqwik property without a seed of its own the one in the system property {@code limen.seed}, so that two runs of
 * the build try the same inputs. The profile fuzz leaves it empty: there each run draws new ones.
 */
public final class FixedSeed implements AroundPropertyHook {
    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        String seed = System.getProperty("limen.seed", "");
        boolean seeded = context.attributes().seed().map(own -> !own.isEmpty()).orElse(false);
        if (!seed.isEmpty() && !seeded) {
            context.attributes().setSeed(seed);
        }
        return property.execute();
    }
}
