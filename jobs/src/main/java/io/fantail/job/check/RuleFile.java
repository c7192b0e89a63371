package io.fantail.job.check;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import io.fantail.job.message.ExitCode;
import io.fantail.job.message.JobException;
import io.fantail.job.option.TextFile;
import java.io.File;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a file of rules: HOCON, whose only key is {@code rules}, a list. Whatever is wrong with it
 * is a {@link JobException} of wrong usage that names the rule and the line.
 */
final class RuleFile {
  private static final String OPTION = "--rules";
  private static final String RULES = "rules";

  /** Rules come from one file, not from whatever it names. */
  private static final class NoIncluder
      implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      throw new ConfigException.Generic("a file of rules cannot include " + what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      return include(context, what.toString());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
      return include(context, what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      return include(context, what);
    }
  }

  private RuleFile() {}

  /**
   * The rules of a file.
   *
   * @param address of it, wherever Hadoop finds it
   */
  static List<Rule> read(String address) {
    return parse(TextFile.read(OPTION, address), address);
  }

  static List<Rule> parse(String text, String file) {
    List<Rule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    String which = "";
    try {
      ConfigObject all = contents(text);
      RuleReader.checkKeys(all, List.of(RULES));
      if (!(all.get(RULES) instanceof ConfigList list) || list.isEmpty()) {
        throw new RuleMistake(all.origin(), "there is no list 'rules' with a rule in it");
      }
      for (ConfigValue value : list) {
        which = "rule " + (rules.size() + 1);
        if (!(value instanceof ConfigObject object)) {
          throw new RuleMistake(value.origin(), "it is no object in braces");
        }
        if (object.get("name") != null && object.get("name").unwrapped() instanceof String name) {
          which += " '" + name + "'";
        }
        Rule rule = RuleReader.read(object);
        if (!names.add(rule.name())) {
          throw new RuleMistake(value.origin(), "another one has that name");
        }
        rules.add(rule);
      }
      return rules;
    } catch (RuleMistake mistake) {
      throw refusal(file, mistake.line(), which, String.valueOf(mistake.getMessage()), mistake);
    }
  }

  private static ConfigObject contents(String text) {
    try {
      return ConfigFactory.parseString(
              text,
              ConfigParseOptions.defaults()
                  .setSyntax(ConfigSyntax.CONF)
                  .setIncluder(new NoIncluder()))
          .resolve(ConfigResolveOptions.noSystem())
          .root();
    } catch (ConfigException unreadable) {
      String message = String.valueOf(unreadable.getMessage());
      // It begins with where that is: "String: 12: ".
      throw new RuleMistake(
          unreadable.origin() == null ? ConfigFactory.empty().origin() : unreadable.origin(),
          message.replaceFirst("^String: (?:\\d+(?:-\\d+)?: )?", "").replaceFirst("\\s*\\R.*", ""));
    } catch (StackOverflowError tooDeep) {
      // The library reads what lies in each other by calling itself, without a limit.
      throw new RuleMistake(
          ConfigFactory.empty().origin(), "braces or brackets lie in each other too deep");
    }
  }

  private static JobException refusal(
      String file, int line, String which, String reason, Throwable cause) {
    return new JobException(
        ExitCode.USAGE,
        OPTION
            + " "
            + file
            + (line < 1 ? "" : ", line " + line)
            + (which.isEmpty() ? "" : ", " + which)
            + ": "
            + reason
            + (reason.endsWith(".") || reason.endsWith("?") ? "" : "."),
        cause);
  }
}
