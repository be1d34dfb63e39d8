namespace Alitellm.Operator.Remote;

/// <summary>Something worth an Event.</summary>
internal sealed record Notice(string Reason, string Text, bool IsWarning);
