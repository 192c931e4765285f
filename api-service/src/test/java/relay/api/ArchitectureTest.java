package relay.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.springframework.transaction.annotation.Isolation.DEFAULT;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.transaction.annotation.Transactional;

@AnalyzeClasses(packages = "relay.api", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packages_form_no_circle =
      slices().matching("relay.api.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_services_meet_only_in_shared_model =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("relay.worker..", "relay.stack..");

  /** Kafka is reached through the outbox, so that nothing is published that is not stored. */
  @ArchTest
  static final ArchRule only_the_outbox_knows_kafka =
      noClasses()
          .that()
          .resideOutsideOfPackage("relay.api.outbox..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.kafka..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule names_say_what_a_class_does =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ApiService.class.getName())
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Service")
          .orShould()
          .haveSimpleNameEndingWith("Controller");

  /** Spring sets it for the session, which behind a pooler others use too. */
  @ArchTest
  static final ArchRule no_transaction_has_an_isolation_of_its_own =
      noMethods()
          .should()
          .beAnnotatedWith(
              describe(
                  "an isolation",
                  annotation ->
                      annotation.getRawType().isEquivalentTo(Transactional.class)
                          && !annotation.as(Transactional.class).isolation().equals(DEFAULT)));
}
