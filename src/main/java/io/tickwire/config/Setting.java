package io.tickwire.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Default, meaning and range of a configuration key: the binder, the schema and the documents read the same text. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** What the key does, in one sentence, with its unit. */
    String doc();

    /** Default as it would stand in the file, without quotes for text. Lists and objects as JSON. */
    String value() default "";

    /** Whether the file must give it. */
    boolean required() default false;

    /** Smallest allowed number, or duration in milliseconds. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest allowed number, or duration in milliseconds. */
    double max() default Double.POSITIVE_INFINITY;
}
