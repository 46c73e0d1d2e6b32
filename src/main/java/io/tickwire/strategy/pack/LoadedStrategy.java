package io.tickwire.strategy.pack;

import io.tickwire.bus.TypedBus;
import io.tickwire.strategy.Strategy;
import io.vertx.core.Deployable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;

/**
 * One version of a strategy, ready to make instances of. Close it when none of them runs any more. Any thread.
 *
 * @param hash of the files it was made of
 * @param warnings of the compiler
 */
public record LoadedStrategy(
        StrategyDescriptor descriptor, String hash, List<Problem> warnings, Class<?> type, AutoCloseable classes) {

    /** Whether it is a Vert.x verticle, which looks after itself. */
    public boolean isVerticle() {
        return Deployable.class.isAssignableFrom(type);
    }

    /** @throws UnusableStrategyException when its constructor is not there or throws */
    public Strategy newStrategy() throws UnusableStrategyException {
        return Strategy.class.cast(make(new Class<?>[0]));
    }

    /**
     * By its constructor that takes the bus, else by the one that takes nothing.
     *
     * @throws UnusableStrategyException as {@link #newStrategy}
     */
    public Deployable newVerticle(TypedBus bus) throws UnusableStrategyException {
        boolean takesBus = Arrays.stream(type.getConstructors())
                .anyMatch(each -> Arrays.equals(each.getParameterTypes(), new Class<?>[] {TypedBus.class}));
        return Deployable.class.cast(takesBus ? make(new Class<?>[] {TypedBus.class}, bus) : make(new Class<?>[0]));
    }

    private Object make(Class<?>[] parameters, Object... values) throws UnusableStrategyException {
        try {
            return type.getConstructor(parameters).newInstance(values);
        } catch (NoSuchMethodException missing) {
            throw unusable("needs a public constructor without parameters");
        } catch (InvocationTargetException thrown) {
            throw unusable("its constructor throws " + thrown.getCause());
        } catch (ReflectiveOperationException | LinkageError broken) {
            throw unusable("cannot be made: " + broken);
        }
    }

    private UnusableStrategyException unusable(String why) {
        return new UnusableStrategyException(Problem.of(descriptor.mainClass(), why));
    }

    /** Lets go of its classes. */
    public void close() throws IOException {
        try {
            classes.close();
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException(failure);
        }
    }
}
