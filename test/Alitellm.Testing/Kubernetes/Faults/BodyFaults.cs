namespace Alitellm.Testing.Kubernetes;

/// <summary>Faults that show while a body is read.</summary>
internal static class BodyFaults
{
    public static ApiResponse Apply(ApiResponse response, FaultAction? fault, TimeProvider time, bool asynchronous)
    {
        if (fault?.Kind is not (FaultKind.CutBody or FaultKind.SlowBody or FaultKind.StallBody))
        {
            return response;
        }

        var stream = response.Stream as PushStream ?? Queue(response, time, asynchronous);
        switch (fault.Kind)
        {
            case FaultKind.CutBody:
                stream.CutAfter(fault.Bytes, ApiServerFaults.Broken());
                break;
            case FaultKind.SlowBody:
                stream.Throttle(fault.Bytes, fault.Interval);
                break;
            default:
                stream.Stall(true);
                break;
        }

        return response with { Stream = stream, Body = [] };
    }

    private static PushStream Queue(ApiResponse response, TimeProvider time, bool asynchronous)
    {
        var stream = new PushStream(time, asynchronous);
        foreach (var segment in response.Body)
        {
            stream.Append(segment);
        }

        stream.End();
        return stream;
    }
}
