namespace Alitellm.Operator.Hosting;

/// <summary>The two transports of OTLP.</summary>
internal enum TraceProtocol
{
    HttpProtobuf,
    Grpc,
}
