namespace Alitellm.LiteLLM;

/// <summary>One request that can change LiteLLM, as it was sent.</summary>
/// <param name="Operation">The name in metrics and errors, e.g. <c>model_new</c>.</param>
/// <param name="Path">Below the endpoint, ids filled in, without a query.</param>
/// <param name="Body">JSON as sent, secrets included; empty where the request has none.</param>
public sealed record SentWrite(string Operation, string Method, string Path, ReadOnlyMemory<byte> Body)
{
    /// <summary>Null when no answer came: then nobody knows whether LiteLLM acted.</summary>
    public int? Status { get; init; }

    /// <summary>Whether LiteLLM did what was asked; an entry that a <c>DELETE</c> did not find is deleted.</summary>
    public bool Succeeded { get; init; }

    public TimeSpan Duration { get; init; }

    /// <summary>What LiteLLM calls the request, where it says so.</summary>
    public string? RequestId { get; init; }

    /// <summary>The id LiteLLM gave to a new entry, for kinds whose ids it mints.</summary>
    public string? MintedId { get; init; }

    /// <summary>Nothing of the body.</summary>
    public override string ToString() => $"{Method} {Path} {Status}";
}
