using System.Diagnostics;
using Alitellm.Testing;

namespace Alitellm.Chart.Tests.Support;

/// <summary>A program of the repository or of the machine, run to its end.</summary>
internal static class Tool
{
    /// <summary>What a program printed, and how it ended.</summary>
    public sealed record Outcome(int ExitCode, string Output, string Error)
    {
        public bool Succeeded => ExitCode == 0;
    }

    public static Outcome Helm(params IEnumerable<string> arguments) => Run(Repository.File("hack", "helm"), arguments, input: null, kubeconfig: null);

    public static Outcome Run(string program, IEnumerable<string> arguments, string? input, string? kubeconfig)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBECONFIG"] = kubeconfig ?? "/dev/null";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }
}
