package io.houdao.profile;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.houdao.kit.outbox.Outbox;
import jakarta.persistence.EntityManager;

@AnalyzeClasses(packagesOf = Person.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule nothingLeavesButThroughTheProjection = noClasses()
            .that()
            .resideOutsideOfPackage("..projection..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Outbox.class)
            .because("a tag that has a second way out has a way around its permission");

    @ArchTest
    static final ArchRule whatMayLeaveIsPlainJava = noClasses()
            .that()
            .haveSimpleName("Projector")
            .or()
            .haveSimpleName("Home")
            .or()
            .haveSimpleName("Childhood")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "java.sql..", "io.quarkus..", "org.hibernate..")
            .because("\"why did this leave?\" must be answerable from its inputs alone");

    @ArchTest
    static final ArchRule aResourceSpeaksHttpAndNothingElse = noClasses()
            .that(simpleNameEndingWith("Resource"))
            .should()
            .dependOnClassesThat(resideInAPackage("jakarta.persistence..")
                    .or(resideInAPackage("io.quarkus.hibernate.."))
                    .or(resideInAPackage("javax.sql..")))
            .because("a request reads in three hops: resource, service, store");

    @ArchTest
    static final ArchRule nativeQueriesNameNoClassOfResult = noClasses()
            .should()
            .callMethod(EntityManager.class, "createNativeQuery", String.class, Class.class)
            .because(
                    "Hibernate 7.2 never finds such a query in its cache of plans again and compares all 2,048 entries of it "
                            + "each time");

    @ArchTest
    static final ArchRule featuresDoNotGoInCircles = slices().matching("io.houdao.profile.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that can be read alone can be changed alone");
}
