using System.Buffers;

namespace Alitellm.Operator.Observability.Logging;

internal interface ILogLineFormatter
{
    /// <summary>Writes the record as UTF-8, with the line feed that ends it and no other one.</summary>
    void Write(LogRecord record, IBufferWriter<byte> output);
}
