using System.Text.Json;
using Alitellm.Kubernetes.Client;
using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.ListWatch;

/// <summary>Splits an accepted watch into lines and hands their objects over, until it ends.</summary>
internal sealed class WatchSession<T>(ResponseBuffer body, ItemDecoder<T> decoder, IWatchSink<T> sink, string what)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    public long Lines { get; private set; }

    public async Task<(WatchEndKind Kind, KubernetesApiException? Failure)> RunAsync(Deadline deadline, TimeSpan silence)
    {
        var searched = 0;
        while (true)
        {
            var length = body.Unread[searched..].IndexOf((byte)'\n');
            if (length >= 0)
            {
                if (Line(searched + length) is { } end)
                {
                    return end;
                }

                searched = 0;
                continue;
            }

            searched = body.Unread.Length;
            try
            {
                if (!await body.FillAsync(deadline.Token))
                {
                    // Half a line at the end is a line that was cut off: it comes again from the last version.
                    return (WatchEndKind.Ended, null);
                }
            }
            catch (Exception e) when (ApiFailures.Translate(e, deadline, what) is { } failure)
            {
                var kind = failure.Reason switch
                {
                    ApiFailures.TimedOut => WatchEndKind.Idle,
                    ApiFailures.Undecodable => WatchEndKind.Malformed,
                    _ => WatchEndKind.Cut,
                };
                return (kind, failure);
            }

            deadline.Extend(silence);
        }
    }

    private (WatchEndKind Kind, KubernetesApiException? Failure)? Line(int length)
    {
        var line = body.Unread[..length];
        (WatchEndKind, KubernetesApiException?)? end = null;
        if (line.IndexOfAnyExcept((byte)' ', (byte)'\r') >= 0)
        {
            Lines++;
            end = Event(line);
        }

        body.Advance(length + 1);
        return end;
    }

    private (WatchEndKind Kind, KubernetesApiException? Failure)? Event(ReadOnlySpan<byte> line)
    {
        WatchLine parsed;
        try
        {
            parsed = WatchLine.Parse(line);
        }
        catch (JsonException e)
        {
            return (WatchEndKind.Malformed, new(null, ApiFailures.Undecodable, $"{what}: a line is not a watch event", inner: e));
        }

        var bytes = line[parsed.Object];
        switch (parsed.Type)
        {
            case WatchLineType.Error:
                return (WatchEndKind.Refused, ApiFailures.OfStatus(bytes, what));
            case WatchLineType.Bookmark:
                if (ObjectHead.Read(bytes).ResourceVersion is { Length: > 0 } version)
                {
                    sink.Bookmark(version);
                }

                return null;
            default:
                Change((WatchChange)parsed.Type, bytes);
                return null;
        }
    }

    private void Change(WatchChange change, ReadOnlySpan<byte> bytes)
    {
        if (decoder.TryDecode(bytes, out var item, out var defect))
        {
            sink.Changed(change, item);
        }
        else
        {
            sink.Undecodable(change, defect);
        }
    }
}
