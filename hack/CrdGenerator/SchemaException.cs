namespace Alitellm.CrdGenerator;

/// <summary>A type or an attribute that makes no valid CustomResourceDefinition; the message names the member.</summary>
internal sealed class SchemaException(string member, string problem) : Exception($"{member}: {problem}");
