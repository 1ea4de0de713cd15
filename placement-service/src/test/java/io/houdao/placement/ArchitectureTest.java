package io.houdao.placement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.houdao.placement", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule rulesAndRankingArePlainJava = noClasses()
            .that()
            .resideInAnyPackage("..eligibility..", "..ranking..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.persistence..", "jakarta.ws.rs..", "org.eclipse.microprofile..", "io.smallrye..")
            .because("the answer to \"why this ad?\" must be reproducible from its inputs alone");

    @ArchTest
    static final ArchRule stagesDependForwardOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("scene")
            .definedBy("..decision.scene..")
            .layer("viewer")
            .definedBy("..decision.viewer..")
            .layer("candidates")
            .definedBy("..decision.candidates..")
            .layer("eligibility")
            .definedBy("..decision.eligibility..")
            .layer("ranking")
            .definedBy("..decision.ranking..")
            .whereLayer("scene")
            .mayNotAccessAnyLayer()
            .whereLayer("viewer")
            .mayOnlyAccessLayers("scene")
            .whereLayer("candidates")
            .mayOnlyAccessLayers("scene", "viewer")
            .whereLayer("eligibility")
            .mayOnlyAccessLayers("scene", "viewer", "candidates")
            .whereLayer("ranking")
            .mayOnlyAccessLayers("candidates")
            .because("each stage builds on the stages before it, and ranking need not know who is asking");

    @ArchTest
    static final ArchRule featuresFormNoCircle = slices().matching("io.houdao.placement.(**)")
            .should()
            .beFreeOfCycles()
            .because("a feature that needs another must not be needed by it");

    @ArchTest
    static final ArchRule decisionsTouchNoDatabase = noClasses()
            .that()
            .resideInAnyPackage("..decision..", "..exposure..", "..control..", "..pacing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..", "org.hibernate..")
            .because("a decision waits for nobody, and least of all for a database");

    @ArchTest
    static final ArchRule resourcesStayBehindTheirPaths = classes()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .bePackagePrivate()
            .because("they are reached over HTTP and in no other way");
}
