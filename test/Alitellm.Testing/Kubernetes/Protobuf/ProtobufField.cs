namespace Alitellm.Testing.Kubernetes;

/// <summary>A field of a message: its JSON name, form, and the message type of nested ones.</summary>
internal sealed record ProtobufField(string Name, ProtobufForm Form, bool Repeated = false, IReadOnlyDictionary<int, ProtobufField>? Message = null);
