namespace Alitellm.Operator.Hosting;

/// <summary>What a command line asks for.</summary>
internal abstract record CommandLineRequest
{
    /// <summary>Run the operator; also when no subcommand is given.</summary>
    internal sealed record Run(CommandLineFlags Flags) : CommandLineRequest;

    /// <summary>Print the version.</summary>
    internal sealed record Version : CommandLineRequest;

    /// <summary>Print the help text.</summary>
    internal sealed record Help(string Text) : CommandLineRequest;

    /// <summary>The command line cannot be understood.</summary>
    internal sealed record UsageError(IReadOnlyList<string> Problems) : CommandLineRequest;
}
