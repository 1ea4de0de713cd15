package io.houdao.campaign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.houdao.campaign", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theBottomLineAndTheGrammarArePlainJava = noClasses()
            .that()
            .resideInAnyPackage("..bottomline..", "..audience..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.persistence..",
                    "jakarta.ws.rs..",
                    "javax.sql..",
                    "java.sql..",
                    "org.eclipse.microprofile..")
            .because("the answer to \"why was this refused?\" must be reproducible from the submission alone");

    @ArchTest
    static final ArchRule onlyTheLedgerBooks = classes()
            .that()
            .haveSimpleName("Transfer")
            .should()
            .onlyBeAccessed()
            .byAnyPackage("..budget..")
            .because("money that two places can move is money that nobody can account for");

    @ArchTest
    static final ArchRule onlyOnAirPublishes = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("OnAir")
            .and()
            .resideOutsideOfPackage("..publishing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..publishing..")
            .because("there is one door to the catalogue, and it lets in only what is live");

    @ArchTest
    static final ArchRule featuresDoNotDependOnEachOtherInACircle = slices().matching("io.houdao.campaign.(*)..")
            .should()
            .beFreeOfCycles()
            .because("whoever reads one feature should not have to read all of them");
}
