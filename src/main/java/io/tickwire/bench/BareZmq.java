package io.tickwire.bench;

import java.io.IOException;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/** What the execution profile over ZeroMQ is compared with: a ROUTER of JeroMQ that sends back what comes. */
public final class BareZmq {

    private BareZmq() {}

    public static void main(String[] args) throws IOException {
        Thread echo = new Thread(BareZmq::echo, "bare-zmq");
        echo.setDaemon(true);
        echo.start();
        while (System.in.read() >= 0) {
            // Only its end says something.
        }
    }

    private static void echo() {
        try (ZContext sockets = new ZContext(1)) {
            ZMQ.Socket router = sockets.createSocket(SocketType.ROUTER);
            int port = router.bindToRandomPort("tcp://127.0.0.1");
            System.out.println(BareServer.READY + " tcp://127.0.0.1:" + port);
            for (ZMsg message = ZMsg.recvMsg(router); message != null; message = ZMsg.recvMsg(router)) {
                message.send(router);
            }
        }
    }
}
