using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Alitellm.Demo;

/// <summary>From arguments to an exit code.</summary>
internal sealed class DemoCommandLine
{
    private const int MaxModels = 100_000;
    private const int MaxTimeoutSeconds = 24 * 60 * 60;

    private readonly Option<bool> _once = new("--once") { Description = "End when all objects are Ready (exit code 0) or time is up (exit code 1)." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON line with the figures at the end; the rest goes to standard error." };
    private readonly Option<int> _models = new("--models") { Description = "Add this many generated models.", HelpName = "N" };
    private readonly Option<string> _kubeconfig = new("--kubeconfig") { Description = "Use this cluster instead of the embedded API server.", HelpName = "FILE" };
    private readonly Option<string> _litellm = new("--litellm") { Description = "Use this LiteLLM proxy instead of the stand-in; goes with --master-key.", HelpName = "URL" };
    private readonly Option<string> _masterKey = new("--master-key") { Description = "The admin key of the proxy given by --litellm.", HelpName = "KEY" };
    private readonly Option<int> _timeout = new("--timeout") { Description = "Seconds until objects that are not Ready count as failed.", HelpName = "SECONDS", DefaultValueFactory = _ => 300 };
    private readonly RootCommand _root = new("Runs the operator on the samples: embedded Kubernetes API server, LiteLLM stand-in, real operator, one process.");

    private DemoCommandLine()
    {
        _root.Options.Remove(_root.Options.OfType<VersionOption>().Single());
        _root.Directives.Clear();
        foreach (var option in (Option[])[_once, _json, _models, _kubeconfig, _litellm, _masterKey, _timeout])
        {
            _root.Options.Add(option);
        }

        _root.SetAction(static _ => ExitCodes.Success);
        _models.Validators.Add(result => Check(Number(result) is null or (>= 0 and <= MaxModels), $"--models takes a number from 0 to {MaxModels}.", result.AddError));
        _timeout.Validators.Add(result => Check(Number(result) is null or (>= 1 and <= MaxTimeoutSeconds), $"--timeout takes seconds from 1 to {MaxTimeoutSeconds}.", result.AddError));
        _kubeconfig.Validators.Add(result => Check(File.Exists(result.GetValueOrDefault<string>()), "--kubeconfig takes the path of an existing file.", result.AddError));
        _litellm.Validators.Add(result => Check(IsHttp(result.GetValueOrDefault<string>()), "--litellm takes an http or https URL.", result.AddError));
        _root.Validators.Add(result => Check(
            (result.GetResult(_litellm) is null) == (result.GetResult(_masterKey) is null), "--litellm and --master-key go together.", result.AddError));
    }

    /// <param name="output">Where the demo tells what happens, and where the JSON line goes.</param>
    /// <param name="error">Where mistakes are told.</param>
    /// <param name="stop">Ends a demo that stays up.</param>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken stop) =>
        new DemoCommandLine().InterpretAsync(arguments, output, error, stop);

    private async Task<int> InterpretAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var result = _root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (result.Action is HelpAction)
        {
            return await result.InvokeAsync(new InvocationConfiguration { Output = output }, stop);
        }

        if (result.Errors.Count > 0)
        {
            foreach (var problem in result.Errors)
            {
                await error.WriteLineAsync($"demo: {problem.Message}");
            }

            await error.WriteLineAsync("Run with --help for what is accepted.");
            return ExitCodes.Usage;
        }

        if (RepositoryFolder.Find() is not { } repository)
        {
            await error.WriteLineAsync("demo: no checkout with crds/ and samples/ was found above the current folder; run it from inside the repository.");
            return ExitCodes.Failure;
        }

        return await Demonstration.RunAsync(Options(result, repository), output, error, stop);
    }

    private DemoOptions Options(ParseResult result, string repository) => new()
    {
        Once = result.GetValue(_once),
        Json = result.GetValue(_json),
        Models = result.GetValue(_models),
        Kubeconfig = result.GetValue(_kubeconfig) is { } file ? Path.GetFullPath(file) : null,
        LiteLLM = result.GetValue(_litellm) is { } url ? new Uri(url) : null,
        MasterKey = result.GetValue(_masterKey),
        Timeout = TimeSpan.FromSeconds(result.GetValue(_timeout)),
        Repository = repository,
    };

    private static void Check(bool ok, string problem, Action<string> refuse)
    {
        if (!ok)
        {
            refuse(problem);
        }
    }

    /// <summary>The number given; null for none, and for what is none, which the parser itself complains about.</summary>
    private static int? Number(OptionResult result) =>
        result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsHttp(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
