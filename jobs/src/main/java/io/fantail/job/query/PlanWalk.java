package io.fantail.job.query;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.jspecify.annotations.Nullable;
import scala.Product;
import scala.collection.Iterator;

/**
 * Visits every node of a plan, wherever it stands: in what a node holds beside its children, such
 * as the queries of a WITH, those within expressions, and the windows of a SELECT.
 */
final class PlanWalk {
  private final Predicate<TreeNode<?>> goesDeeper;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private PlanWalk(Predicate<TreeNode<?>> goesDeeper) {
    this.goesDeeper = goesDeeper;
  }

  /**
   * Visits {@code plan} and all below it.
   *
   * @param visitor says whether to go on below the node
   */
  static void of(TreeNode<?> plan, Predicate<TreeNode<?>> visitor) {
    new PlanWalk(visitor).visit(plan);
  }

  private void visit(@Nullable Object part) {
    if (part instanceof TreeNode<?> node) {
      if (seen.add(node) && goesDeeper.test(node)) {
        visitAll(((Product) node).productIterator());
        visitAll(node.children().iterator());
        visitAll(node.innerChildren().iterator());
      }
    } else if (part instanceof scala.collection.Iterable<?> several) {
      visitAll(several.iterator());
    } else if (part instanceof Product product) {
      visitAll(product.productIterator());
    }
  }

  private void visitAll(Iterator<?> parts) {
    while (parts.hasNext()) {
      visit(parts.next());
    }
  }
}
