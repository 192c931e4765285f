package relay.worker;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.springframework.transaction.annotation.Isolation.DEFAULT;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.transaction.annotation.Transactional;

@AnalyzeClasses(
    packages = {
      "relay.worker",
      "relay.model",
      "relay.wire",
      "relay.signing",
      "relay.secrets",
      "relay.loop",
      "relay.network"
    },
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  /** fanout -> dispatch -> sending and recording; nobody reaches back. */
  @ArchTest
  static final ArchRule stages_only_know_what_comes_after_them =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("relay.worker..")
          .layer("fanout")
          .definedBy("relay.worker.fanout")
          .layer("dispatch")
          .definedBy("relay.worker.dispatch")
          .layer("sending")
          .definedBy("relay.worker.sending")
          .layer("recording")
          .definedBy("relay.worker.recording")
          .layer("retry")
          .definedBy("relay.worker.retry")
          .layer("subscriptions")
          .definedBy("relay.worker.subscriptions")
          .layer("attempt")
          .definedBy("relay.worker.attempt")
          .whereLayer("fanout")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("dispatch")
          .mayOnlyBeAccessedByLayers("fanout")
          .whereLayer("sending")
          .mayOnlyBeAccessedByLayers("dispatch")
          .whereLayer("recording")
          .mayOnlyBeAccessedByLayers("dispatch")
          .whereLayer("retry")
          .mayOnlyBeAccessedByLayers("dispatch", "recording")
          .whereLayer("attempt")
          .mayNotAccessAnyLayer()
          .whereLayer("subscriptions")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule packages_form_no_circle =
      slices().matching("relay.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_services_meet_only_in_shared_model =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("relay.api..", "relay.stack..");

  @ArchTest
  static final ArchRule shared_model_knows_no_service =
      noClasses()
          .that()
          .resideInAnyPackage(
              "relay.model..",
              "relay.wire..",
              "relay.signing..",
              "relay.secrets..",
              "relay.loop..",
              "relay.network..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("relay.worker..", "relay.api..", "org.springframework..");

  @ArchTest
  static final ArchRule names_say_what_a_class_does =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Service");

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
