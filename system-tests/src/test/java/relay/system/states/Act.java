package relay.system.states;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.Transformer;

/** An action with arguments, which do not depend on the state, so that sequences shrink well. */
record Act<A>(
    String name, Predicate<Model> possible, Arbitrary<A> arguments, BiConsumer<Model, A> effect)
    implements Action.Independent<Model> {

  @Override
  public boolean precondition(Model model) {
    return possible.test(model);
  }

  @Override
  public Arbitrary<Transformer<Model>> transformer() {
    return arguments.map(
        argument ->
            Transformer.mutate(name + " " + argument, model -> effect.accept(model, argument)));
  }
}
