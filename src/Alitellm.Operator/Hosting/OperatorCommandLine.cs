using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace Alitellm.Operator.Hosting;

/// <summary>The grammar of the command line. It checks words only; values are the business of <see cref="OperatorOptionsParser"/>.</summary>
internal sealed class OperatorCommandLine
{
    private const string UnsupportedLoggingPrefix = "--zap-";

    private readonly Option<string> _metricsBindAddress = Text("--metrics-bind-address", "Address of /metrics, or 0 for none (METRICS_BIND_ADDRESS, default :8080).");
    private readonly Option<string> _healthProbeBindAddress = Text("--health-probe-bind-address", "Address of /healthz and /readyz, or 0 for none (HEALTH_PROBE_BIND_ADDRESS, default :8081).");
    private readonly Option<string> _kubeconfig = Text("--kubeconfig", "Path of a kubeconfig (KUBECONFIG, default the pod's service account).");
    private readonly Option<string> _zapLogLevel = Text("--zap-log-level", "Log level: debug, info, warn or error (LOG_LEVEL, default info).");
    private readonly Option<string> _zapEncoder = Text("--zap-encoder", "Log format: json or console (LOG_FORMAT, default json).");
    private readonly Option<string> _leaderElect = new("--leader-elect")
    {
        Description = "Share the kinds between replicas by Leases (ENABLE_LEADER_ELECTION, default false).",
        HelpName = "true|false",
        Arity = ArgumentArity.ZeroOrOne,
        Recursive = true,
    };

    private readonly Command _version = new("version", "Print the version.");
    private readonly RootCommand _root = new("Keeps LiteLLM proxies equal to what Kubernetes objects declare.");

    private OperatorCommandLine()
    {
        // Replaced by the subcommand, which prints the name of the program too.
        _root.Options.Remove(_root.Options.OfType<VersionOption>().Single());
        _root.Directives.Clear();
        foreach (Option option in (Option[])[_metricsBindAddress, _healthProbeBindAddress, _leaderElect, _kubeconfig, _zapLogLevel, _zapEncoder])
        {
            _root.Options.Add(option);
        }

        // Actions only make the parser accept a command line without a subcommand; the caller acts.
        var run = new Command("run", "Run the operator (the default).");
        _root.SetAction(static _ => 0);
        run.SetAction(static _ => 0);
        _version.SetAction(static _ => 0);
        _root.Subcommands.Add(run);
        _root.Subcommands.Add(_version);
    }

    public static CommandLineRequest Parse(IReadOnlyList<string> arguments) => new OperatorCommandLine().Interpret(arguments);

    private static Option<string> Text(string name, string description) => new(name) { Description = description, Recursive = true };

    private CommandLineRequest Interpret(IReadOnlyList<string> arguments)
    {
        ParseResult result = _root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (result.Action is HelpAction)
        {
            using var text = new StringWriter();
            result.Invoke(new InvocationConfiguration { Output = text });
            return new CommandLineRequest.Help(text.ToString());
        }

        if (result.Errors.Count > 0)
        {
            return new CommandLineRequest.UsageError(Problems(result));
        }

        return result.CommandResult.Command == _version
            ? new CommandLineRequest.Version()
            : new CommandLineRequest.Run(Flags(result));
    }

    private static IReadOnlyList<string> Problems(ParseResult result)
    {
        string[] logging = [.. result.UnmatchedTokens.Where(static token => token.StartsWith(UnsupportedLoggingPrefix, StringComparison.Ordinal))];
        return
        [
            .. logging.Select(static flag => $"{flag} is not supported: logging is set by LOG_LEVEL and LOG_FORMAT, or by --zap-log-level and --zap-encoder."),
            .. result.Errors.Select(static error => error.Message).Where(message => !logging.Any(flag => message.Contains(flag, StringComparison.Ordinal))),
        ];
    }

    private CommandLineFlags Flags(ParseResult result) => new()
    {
        MetricsBindAddress = result.GetValue(_metricsBindAddress),
        HealthProbeBindAddress = result.GetValue(_healthProbeBindAddress),
        LeaderElect = result.GetResult(_leaderElect) is { Implicit: false } given ? Given(given) : null,
        Kubeconfig = result.GetValue(_kubeconfig),
        ZapLogLevel = result.GetValue(_zapLogLevel),
        ZapEncoder = result.GetValue(_zapEncoder),
    };

    private static string Given(OptionResult result) => result.Tokens.Count == 0 ? "true" : result.Tokens[0].Value;
}
