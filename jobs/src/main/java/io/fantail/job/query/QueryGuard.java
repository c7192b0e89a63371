package io.fantail.job.query;

import io.fantail.job.message.Suggestion;
import io.fantail.text.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedNamespace;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.DescribeColumn;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ShowColumns;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.execution.SparkSqlParser;

/**
 * Lets SQL read the tables of the lake and refuses all else. It looks twice. Before Spark looks up
 * anything, the statement may name these tables and Spark's own functions only: looking up a file
 * opens it, and a class is loaded where {@code reflect} is resolved. Then the analysed plan may
 * consist of these tables and of what computes with rows only. What neither list has is refused, so
 * what a later Spark brings is, too.
 */
public final class QueryGuard {
  private static final String CAN =
      " query answers one SELECT, DESCRIBE TABLE, SHOW TABLES or SHOW COLUMNS over the tables of the lake.";

  /** These plans take rows and give rows; parser and analyser call them so. */
  private static final Set<String> ROWS =
      Words.setOf(
          """
          Aggregate CTERelationDef CTERelationRef Deduplicate Distinct Except Expand
          Filter Generate GlobalLimit Intersect Join LateralJoin LocalLimit
          LocalRelation Offset OneRowRelation Pivot Project Range RebalancePartitions
          Repartition RepartitionByExpression ResolvedHint Sample Sort Subquery
          SubqueryAlias Tail Union UnresolvedHaving UnresolvedHint UnresolvedInlineTable
          UnresolvedOffset UnresolvedRelation UnresolvedSubqueryColumnAliases
          UnresolvedTVFAliases UnresolvedTableValuedFunction UnresolvedWith Unpivot
          UnpivotExpr Window WithCTE WithWindowDefinition
          """);

  /** These show something of the lake when the table that they name is of it. */
  private static final Set<Class<?>> SHOWING =
      Set.of(
          DescribeRelation.class,
          DescribeColumn.class,
          ShowColumns.class,
          ShowTables.class,
          UnresolvedTableOrView.class,
          UnresolvedNamespace.class);

  /** What SHOW TABLES alone is about; only Spark 4 has a class for it. */
  private static final String CURRENT_NAMESPACE = "CurrentNamespace";

  private static final Set<String> TABLE_FUNCTIONS =
      Words.setOf(
          """
          range explode explode_outer posexplode posexplode_outer inline inline_outer
          stack json_tuple variant_explode variant_explode_outer
          """);

  /**
   * These run code or open what their arguments name; parsers of XML may load what it refers to.
   */
  private static final Set<String> FOREIGN_FUNCTIONS =
      Words.setOf(
          """
          reflect try_reflect java_method from_avro to_avro schema_of_avro from_protobuf
          to_protobuf from_xml schema_of_xml
          """);

  private static final String FOREIGN_PREFIX = "xpath";

  private static final List<String> OWN_EXPRESSIONS =
      List.of(
          "org.apache.spark.sql.catalyst.expressions.",
          "org.apache.spark.sql.catalyst.analysis.",
          "org.apache.spark.sql.catalyst.plans.",
          "org.apache.spark.sql.catalyst.optimizer.");

  private static final List<String> FOREIGN_EXPRESSIONS =
      Words.listOf(
          """
          CallMethodViaReflection TryReflect ScalaUDF PythonUDF ScalaUDAF
          ScalaAggregator UserDefined UnresolvedIdentifier .xml. Avro Protobuf
          """);

  private final Set<String> tables;
  private final Consumer<String> views;

  /**
   * @param tables their names in SQL, in lower case, each of them a view
   */
  public QueryGuard(Set<String> tables) {
    this(tables, alreadyView -> {});
  }

  /**
   * @param tables their names in SQL, in lower case
   * @param views makes the table of such a name a view; of those that a statement names it is asked
   *     for, once the statement may name them
   */
  public QueryGuard(Set<String> tables, Consumer<String> views) {
    this.tables = Set.copyOf(tables);
    this.views = views;
  }

  /**
   * Answers a statement with rows that are computed when they are asked for.
   *
   * @throws RefusedSql when the statement does something else than read these tables; nothing was
   *     looked up or run for it
   */
  public Dataset<Row> answer(SparkSession spark, String sql) {
    // Else ${env:NAME} in the text would be replaced before anybody sees it.
    spark.conf().set("spark.sql.variable.substitute", false);
    LogicalPlan statement = new SparkSqlParser().parsePlan(sql);
    checkStatement(statement);
    if (statement instanceof ShowTables show) {
      return ListedTables.of(spark, show.pattern().isEmpty() ? "*" : show.pattern().get());
    }
    namedIn(statement).forEach(views);
    Dataset<Row> rows = spark.sql(sql);
    if (!SHOWING.contains(statement.getClass())) {
      checkPlan(rows);
    }
    return rows;
  }

  /** Finds the tables that a statement is about. */
  private Set<String> namedIn(LogicalPlan statement) {
    Set<String> named = new TreeSet<>();
    PlanWalk.of(
        statement,
        node -> {
          if (node instanceof UnresolvedRelation relation) {
            named.add(lower(String.join(".", parts(relation.multipartIdentifier()))));
          } else if (node instanceof UnresolvedTableOrView table) {
            named.add(lower(String.join(".", parts(table.multipartIdentifier()))));
          }
          return true;
        });
    named.retainAll(tables);
    return named;
  }

  /** Looks at a statement as it is written. */
  private void checkStatement(LogicalPlan plan) {
    Set<String> named = new HashSet<>(tables);
    PlanWalk.of(plan, node -> addNames(node, named));
    PlanWalk.of(
        plan,
        node -> {
          checkNode(node);
          checkNames(node, named);
          return true;
        });
  }

  /**
   * Looks at what Spark has made of a statement, before any row is read.
   *
   * @throws RefusedSql when it does something else than read these tables
   */
  public void checkPlan(Dataset<Row> rows) {
    PlanWalk.of(
        QueryExecutions.of(rows).analyzed(),
        node -> {
          if (node instanceof View view) {
            checkTable(view);
            return false;
          }
          checkNode(node);
          return true;
        });
  }

  private void checkTable(View view) {
    if (!view.isTempView() || !tables.contains(lower(view.desc().identifier().table()))) {
      throw new RefusedSql(notOurs(view.desc().identifier().unquotedString()));
    }
  }

  private static void checkNode(TreeNode<?> node) {
    String name = node.getClass().getSimpleName().replace("$", "");
    if (node instanceof Expression) {
      String full = node.getClass().getName();
      if (OWN_EXPRESSIONS.stream().noneMatch(full::startsWith)
          || FOREIGN_EXPRESSIONS.stream().anyMatch(full::contains)) {
        throw new RefusedSql("query does not run what " + name + " stands for." + CAN);
      }
    } else if (node instanceof LogicalPlan
        && !ROWS.contains(name)
        && !name.equals(CURRENT_NAMESPACE)
        && !SHOWING.contains(node.getClass())) {
      throw new RefusedSql("This SQL does more than read (" + words(name) + ")." + CAN);
    }
  }

  /** Adds the names of the queries in a WITH, which later ones may use. */
  private static boolean addNames(TreeNode<?> node, Set<String> names) {
    if (node instanceof UnresolvedWith with) {
      with.cteRelations().foreach(relation -> names.add(lower(relation._2().alias())));
    }
    return true;
  }

  private void checkNames(TreeNode<?> node, Set<String> named) {
    if (node instanceof UnresolvedRelation relation) {
      checkTable(parts(relation.multipartIdentifier()), named);
    } else if (node instanceof UnresolvedTableOrView table) {
      checkTable(parts(table.multipartIdentifier()), tables);
    } else if (node instanceof UnresolvedNamespace namespace) {
      if (!namespace.multipartIdentifier().isEmpty()) {
        throw new RefusedSql(
            "There is nothing but the tables of the lake: write SHOW TABLES alone." + CAN);
      }
    } else if (node instanceof UnresolvedFunction function) {
      checkFunction(parts(function.nameParts()));
    } else if (node instanceof UnresolvedGenerator generator) {
      checkFunction(List.of(generator.name().unquotedString().split("[.]", -1)));
    } else if (node instanceof UnresolvedTableValuedFunction function) {
      List<String> parts = parts(function.name());
      if (parts.size() != 1 || !TABLE_FUNCTIONS.contains(lower(parts.get(0)))) {
        throw new RefusedSql(
            "query does not call " + String.join(".", parts) + " for a table." + CAN);
      }
    }
  }

  private void checkTable(List<String> parts, Set<String> named) {
    String name = String.join(".", parts);
    if (parts.size() != 1) {
      throw new RefusedSql(notOurs(name));
    }
    if (!named.contains(lower(name))) {
      throw new RefusedSql(
          "There is no table " + name + "." + Suggestion.of(lower(name), named) + known());
    }
  }

  private static void checkFunction(List<String> parts) {
    String name = lower(parts.get(parts.size() - 1));
    if (parts.size() != 1 || FOREIGN_FUNCTIONS.contains(name) || name.startsWith(FOREIGN_PREFIX)) {
      throw new RefusedSql("query does not call " + String.join(".", parts) + "." + CAN);
    }
  }

  private String notOurs(String name) {
    return name + " is no table of the lake." + known();
  }

  private String known() {
    return " Its tables are " + String.join(", ", tables.stream().sorted().toList()) + ".";
  }

  /** Makes "InsertIntoStatement" to "insert into statement". */
  private static String words(String name) {
    return lower(name.replaceAll("(?<=[a-z])(?=[A-Z])", " ")).replace(" command", "");
  }

  private static List<String> parts(scala.collection.Seq<String> names) {
    return List.of(names.mkString("\n").split("\n", -1));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
