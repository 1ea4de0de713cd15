package io.houdao.feedback;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresDoNotGoInCircles = slices().matching("io.houdao.feedback.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a reader must be able to understand counting without restraint, and restraint without digests");

    @ArchTest
    static final ArchRule theArithmeticIsPlainJava = noClasses()
            .that()
            .haveSimpleNameEndingWith("Policy")
            .or()
            .haveSimpleName("ScenePriceState")
            .or()
            .haveSimpleName("SceneEvidence")
            .or()
            .haveSimpleName("Interval")
            .or()
            .haveSimpleNameStartingWith("Shrinkage")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "java.sql..", "io.quarkus..", "org.eclipse.microprofile..")
            .because("why a price moved must be reproducible from its inputs alone, over thirty days in two seconds");

    @ArchTest
    static final ArchRule intakeKnowsNoCounts = noClasses()
            .that()
            .resideInAPackage("..intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..experience..", "..restraint..", "..learning..", "java.sql..")
            .because("what is acknowledged is in Kafka, and counted from there alone");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("windows, suspensions and days must be testable to the millisecond");

    @ArchTest
    static final ArchRule resourcesAreNobodysBusiness = classes()
            .that()
            .areAnnotatedWith(Path.class)
            .should()
            .bePackagePrivate()
            .because("HTTP is the outside of a feature, not something to build on");
}
