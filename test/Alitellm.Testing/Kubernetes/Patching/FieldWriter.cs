namespace Alitellm.Testing.Kubernetes;

/// <summary>Identity of an entry of <c>managedFields</c>.</summary>
internal sealed record FieldWriter(string Manager, string Operation, string ApiVersion, string Subresource);
