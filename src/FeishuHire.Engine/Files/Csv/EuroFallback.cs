using System.Text;

namespace FeishuHire.Engine.Files.Csv;

/// <summary>What GB18030 has no character for becomes U+FFFD, but for the byte 0x80: code page 936, which Chinese Windows
/// writes, has the euro sign there.</summary>
internal sealed class EuroFallback : DecoderFallback
{
    /// <inheritdoc/>
    public override int MaxCharCount => 1;

    /// <inheritdoc/>
    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private char _character;
        private bool _isWaiting;
        private bool _isTaken;

        public override int Remaining => _isWaiting ? 1 : 0;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            _character = bytesUnknown.Length == 1 && bytesUnknown[0] == 0x80 ? '\u20AC' : '\uFFFD';
            _isWaiting = true;
            _isTaken = false;
            return true;
        }

        public override char GetNextChar()
        {
            if (!_isWaiting)
            {
                return '\0';
            }

            _isWaiting = false;
            _isTaken = true;
            return _character;
        }

        public override bool MovePrevious()
        {
            bool can = _isTaken;
            _isWaiting = can;
            _isTaken = false;
            return can;
        }

        public override void Reset() => _isWaiting = _isTaken = false;
    }
}
