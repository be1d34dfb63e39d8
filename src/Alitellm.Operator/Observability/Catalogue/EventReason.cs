namespace Alitellm.Operator.Observability.Catalogue;

/// <summary>One reason of events.</summary>
/// <param name="About">On which kinds.</param>
internal sealed record EventReason(string Reason, bool IsWarning, string About, string Meaning);
