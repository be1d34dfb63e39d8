namespace Alitellm.Operator.Discovery.Candidates;

/// <summary>A condition that a listing gives to its discovery.</summary>
internal sealed record Finding(string Type, bool Status, string Reason, string Message);
