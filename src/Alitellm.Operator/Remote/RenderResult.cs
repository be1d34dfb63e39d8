namespace Alitellm.Operator.Remote;

/// <summary>A rendered body, or the reason there is none.</summary>
internal sealed record RenderResult<TDesired>
    where TDesired : class
{
    public TDesired? Desired { get; private init; }

    /// <summary>The Ready reason of a spec that cannot be rendered.</summary>
    public string? FailureReason { get; private init; }

    public string? FailureMessage { get; private init; }

    /// <summary>What the user should know although the spec is valid.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>What the body cannot have although the spec asks for it: it is written all the same, and Ready is False with this reason.</summary>
    public (string Reason, string Message)? Shortfall { get; init; }

    public static RenderResult<TDesired> Of(TDesired desired)
    {
        return new() { Desired = desired };
    }

    public static RenderResult<TDesired> Failed(string reason, string message)
    {
        return new() { FailureReason = reason, FailureMessage = message };
    }
}
