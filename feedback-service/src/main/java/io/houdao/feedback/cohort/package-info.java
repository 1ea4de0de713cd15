/** The standing cohort of people who see fewer ads, so that what ads do in the long run can be measured. */
@NullMarked
package io.houdao.feedback.cohort;

import org.jspecify.annotations.NullMarked;
