namespace Alitellm.Testing.Kubernetes;

internal enum ProtobufForm
{
    Text,
    Number,
    Flag,
    Bytes,
    Time,
    Message,
    TextMap,
    BytesMap,
}
