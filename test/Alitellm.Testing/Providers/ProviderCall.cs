namespace Alitellm.Testing.Providers;

/// <summary>One request a provider received.</summary>
/// <param name="Query">As sent, without the question mark.</param>
/// <param name="Status">What was answered; null when nothing was.</param>
public sealed record ProviderCall(DateTimeOffset Time, string Host, string Method, string Path, string Query, int? Status)
{
    public override string ToString()
    {
        return $"{Method} {Host}{Path}{(Query.Length == 0 ? "" : $"?{Query}")} {Status}";
    }
}
