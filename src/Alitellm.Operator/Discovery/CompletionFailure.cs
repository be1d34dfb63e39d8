namespace Alitellm.Operator.Discovery;

/// <summary>What follows from the generated objects could not be done.</summary>
/// <param name="Reason">Of the Ready condition.</param>
/// <param name="IsTransient">Another try may succeed without an edit.</param>
internal sealed record CompletionFailure(string Reason, string Message, bool IsTransient);
