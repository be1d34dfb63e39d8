using System.Diagnostics.CodeAnalysis;

namespace Alitellm.Operator.Hosting;

/// <summary>Either valid options or every reason why there are none, each a sentence for the person who starts the process.</summary>
internal sealed class OperatorOptionsResult
{
    private OperatorOptionsResult(OperatorOptions? options, IReadOnlyList<string> problems)
    {
        Options = options;
        Problems = problems;
    }

    public OperatorOptions? Options { get; }

    /// <summary>Empty exactly when <see cref="Options"/> is there.</summary>
    public IReadOnlyList<string> Problems { get; }

    [MemberNotNullWhen(true, nameof(Options))]
    public bool IsValid => Options is not null;

    public static OperatorOptionsResult Valid(OperatorOptions options) => new(options, []);

    public static OperatorOptionsResult Invalid(IReadOnlyList<string> problems) => new(null, problems);
}
